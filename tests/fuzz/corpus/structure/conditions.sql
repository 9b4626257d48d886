@!€CREATE FUNCTION f() AS $b$ it's $b$;
EXEC p @a = N'x'
GO
DELETE FROM t WHERE a IN ('p','q');
INSERT INTO t (a) SELECT 'x' UNION ALL SELECT $$y$$;
