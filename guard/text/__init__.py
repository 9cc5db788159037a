"""Posts as people read them: reading form, words, language, hashtags, disguises, links, each with its place."""
