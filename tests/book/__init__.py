"""The book: one page for the business to read and sign, made from features, results and documents."""
