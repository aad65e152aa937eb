"""The parts of views: drawing lines as they come into sight, and setting text in lines."""
