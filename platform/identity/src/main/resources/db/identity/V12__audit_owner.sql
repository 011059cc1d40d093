-- Who owns the log, and is no superuser, needs the right to let go of what an anchor covers; the trigger refuses everything else.
-- The program, which owns nothing, has neither this right nor that to call the function.
grant delete on identity.audit to current_user;
