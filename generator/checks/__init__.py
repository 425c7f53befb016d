"""What a spec, its data or its result makes one doubt: each check in a file of its own, with why it matters."""
