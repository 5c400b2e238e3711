"""The course behind the site: load the data, check it, render it, finish the built pages."""
