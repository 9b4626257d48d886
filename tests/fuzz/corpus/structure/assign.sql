)USE d;
INSERT INTO t SET a=1,`b`=-2, c = upper('x''y', 3) ;UPDATE t SET a = 'z', e=0x4a WHERE a='q'
GO
\connect e
INSERT INTO s.t VALUES (q'[it's]]',nq'a',replace('\n','n',2),x'4a'),(q'[