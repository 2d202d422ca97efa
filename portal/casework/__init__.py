"""What people do: one verb a file, in folders by subject."""
