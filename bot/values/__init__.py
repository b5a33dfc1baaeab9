"""What services give and screens draw: frozen values, complete enough that nothing else has to be asked."""
