?xÿ(-- MySQL dump 10.13  Distrib 8.0.36, for Linux (x86_64)
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
INSERT INTO `customers` VALUES (1,'Paul Ellis','paul.ellis608@maplecroft-inbox.com','(432) 967-7694','4024577280927303','07/29','$2b$12$pd.Mby9xUHfX67Xpv6t1FREeoBNMZbSmChiShyiaHlkLX03jdzP1R','moved; see ticket (#4411)'),(2,'Gerald Sullivan','gerald.sullivan282@fairhollowmail.com','(248) 313-5307','5592489639347242','04/29','$2b$12$8xZUN8en6FoW/QWkkzNStxG1ldH4GVtogBUXDcAsnTkVvIuoRjgD.','moved; see ticket (#4411)'),(3,'Marilyn Fernandez','marilyn.fernandez279@quillwood-mail.com','(605) 980-9249','6512511718052735','02/29','$2b$12$wFU8UylczAP5vSEHUO3oCnRxLGOM0FShw0eBwRw1SQRpNLOZQQkM9',NULL),(4,'Joshua Warren','joshua.warren583@northgatepost.net','(254) 510-0467','2720099358636345','06/29','$2b$12$Am54vc/0tIIMGSSQFpYQEkUZNsOOCDC8MR320vteyIF6bcJ2XH0KE',NULL),(5,'Megan Smith','megan.smith35@northgatepost.net','(317) 590-1617','345676652623647','06/29','$2b$12$MnSh6lZ9mKVTcoWA9xTXmKQUJLwtDBdQxX4zeMrQip.Z3VNi1ATd1','moved; see ticket (#4411)'),(6,'Ronald Hawkins','ronald.hawkins164@juniper-ridge-mail.com','(562) 929-3690','374507606860312','03/29','$2b$12$xutSIaKLY6lKvP5eQ43n.jXyaypdaic7fxJOkgFLbhTXRsMolaysZ','moved; see ticket (#4411)'),(7,'Laura Vasquez','laura.vasquez772@copperkettle-mail.com','(425) 978-0994','