"""Jump: finding the headlines that a few typed letters mean."""
