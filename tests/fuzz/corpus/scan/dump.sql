-- MySQL dump 10.13  Distrib 8.0.36, for Linux (x86_64)
--
-- Host: localhost    Database: crm
/*!40101 SET NAMES utf8mb4 */;
DROP TABLE IF EXISTS `customers`;
CREATE TABLE `customers` (
  `id` int unsigned NOT NULL AUTO_INCREMENT,
  `full_name` varchar(120) NOT NULL,
  `email` varchar(254) DEFAULT NULL,
  `phone` varchar(20) DEFAULT NULL,
  `card_number` varchar(19) DEFAULT NULL,
  `card_expiry` char(5) DEFAULT NULL,
  `password_hash` varchar(72) DEFAULT NULL,
  `note` text,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
LOCK TABLES `customers` WRITE;
INSERT INTO `customers` VALUES (1,'Paul Ellis','paul.ellis608@maplecroft-inbox.com','(432) 967-7694','4024577280927303','07/29','$2b$12$pd.Mby9xUHfX67Xpv6t1FREeoBNMZbSmChiShyiaHlkLX03jdzP1R','moved; see ticket (#4411)'),(2,'Gerald Sullivan','gerald.sullivan282@fairhollowmail.com','(248) 313-5307','5592489639347242','04/29','