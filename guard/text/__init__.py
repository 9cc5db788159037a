"""Posts as people read them: reading form, words, languages, hashtags, disguises, links; with places in the original."""
