"""The product's words and rules. Standard library only; every value is frozen; times are aware, in UTC."""
