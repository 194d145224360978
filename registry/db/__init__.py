"""What is stored: tables, and the questions asked of them."""
