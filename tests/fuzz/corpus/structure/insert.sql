?xÿ(CREATE TABLE `t` (`id` int, `ssn` varchar(11), KEY `k` (`ssn`));
INSERT INTO `t` VALUES (1,'536-90-4399'),(2,'O\'Brien'),(3,NULL),(4,N'x''y');
