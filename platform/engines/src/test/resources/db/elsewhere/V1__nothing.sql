create table other_room.nothing (id int);
