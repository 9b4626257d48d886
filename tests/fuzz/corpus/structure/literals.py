A = [
    {'name': 'Ann Leclair', 'ssn': '536-90-4399'},
    {'name': "Bob \'Day", 'ssn': '536-90-4398'},
]
