"""Jump: the headlines that a few typed letters mean, best first."""
