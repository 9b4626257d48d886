abcdefghCREATE TABLE m (i int, user_id int, key text, value text);
INSERT INTO m VALUES (1,7,'Name','Ann'),(2,7,'SSN','it\'s'),
(3,8,'Born','1');
INSERT INTO m VALUES (4,8,'x',2),(5,NULL,'SSN',3);
COPY m (value, key, user_id) FROM stdin;
Bo	Name	\\9
5	SSN	\\9
\.
INSERT INTO `x_usermeta` VALUES (1,7,'Name','Ann');
