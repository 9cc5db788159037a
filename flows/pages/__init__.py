"""Pages and reports from templates, in which what people wrote stays text."""
