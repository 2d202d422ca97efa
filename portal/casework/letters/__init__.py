"""Letters: written from a template, typed over, sealed, sent by a channel the person called safe, kept as sent."""
