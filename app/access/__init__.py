"""Who may come in: the policy, login and what guards each request. No corpus and no page here."""
