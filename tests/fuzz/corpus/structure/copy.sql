?xÿ(COPY public.people (id, name, note) FROM stdin;
1	Ada L	a\tb
2	\N	\\
\.
SELECT 1; -- done
