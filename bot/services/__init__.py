"""What people can do: one class per feature, one public method per use case, one transaction each."""
