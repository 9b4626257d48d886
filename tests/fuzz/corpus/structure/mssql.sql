?xÿ(INSERT [dbo].[People] ([Id], [Name]) VALUES (1, N'Ada')
INSERT [dbo].[People] ([Id], [Name]) VALUES (2, N'Bob') /* c */
GO
