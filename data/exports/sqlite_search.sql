
CREATE VIRTUAL TABLE claims_fts USING fts5 (statement, content="claims");
CREATE VIRTUAL TABLE excerpts_fts USING fts5 (quote, content="excerpts");
INSERT INTO claims_fts (claims_fts) VALUES ('rebuild');
INSERT INTO excerpts_fts (excerpts_fts) VALUES ('rebuild');
