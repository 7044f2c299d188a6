-- What a phone sends for the slot of an attachment is called an attachment too.

UPDATE captures SET capture = 'attachment' WHERE capture = 'paper';
UPDATE uploads SET what = 'attachment' WHERE verification IS NOT NULL AND what = 'paper';
