"""What views are made of: lines drawn as they come in sight, and the setting of text in them."""
