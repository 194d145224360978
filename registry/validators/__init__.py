"""What a document must satisfy: the reader, the rules, and the checker that applies them."""
