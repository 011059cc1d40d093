-- What a received mail shows is read from its source when somebody looks: the parts need not be kept a second time.
alter table notify.received drop column html, drop column text;
