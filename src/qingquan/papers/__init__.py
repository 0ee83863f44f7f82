"""Forms and materials in; documents, certificates and seals out."""
