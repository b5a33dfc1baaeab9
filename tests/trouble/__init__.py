"""What goes wrong: bad input, things that are gone, a database away, the same thing twice."""
