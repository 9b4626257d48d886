INSERT INTO [dbo].[Members] ([Name], [SSN], [Email]) VALUES (N'Wilma Krantz', '536-90-4399', 'wilma.krantz@northgate-dental.com')
GO
