"""Knowledge pages fed by the site's own campaigns: examples, exercises, and the way on at a page's foot."""
