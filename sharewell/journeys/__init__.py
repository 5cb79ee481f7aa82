"""Long forms: pages with conditions, a draft that saves itself, check your answers, one act at the end."""
