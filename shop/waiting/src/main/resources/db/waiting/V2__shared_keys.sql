-- The key of tickets is kept with the others, in identity. Tickets signed before are void; whoever has one finds the place by
-- asking without it.
drop table waiting.secret;
