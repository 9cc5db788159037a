"""Makes the weights of the trained reader: run by hand, see README.md here."""
