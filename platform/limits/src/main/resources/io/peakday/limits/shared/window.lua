-- A sliding window of counters, by this server's clock: the same arithmetic as WindowCounter.
-- KEYS[1] a hash of slot -> units; ARGV: limit, milliseconds of a slot, slots of a window, units wanted.
-- Gives: units granted, units left, milliseconds until some come back.
local limit, width, slots, wanted = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
local slot = math.floor(now / width)
local used, oldest = 0, slot
local all = redis.call('HGETALL', KEYS[1])
for i = 1, #all, 2 do
  local at, count = tonumber(all[i]), tonumber(all[i + 1])
  if at < slot - slots then
    redis.call('HDEL', KEYS[1], all[i])
  else
    used = used + count
    if at < oldest then oldest = at end
  end
end
local granted = math.max(0, math.min(wanted, limit - used))
if granted > 0 then
  redis.call('HINCRBY', KEYS[1], string.format('%d', slot), granted)
  redis.call('PEXPIRE', KEYS[1], width * (slots + 2))
end
return {granted, math.max(0, limit - used - granted), (oldest + slots + 1) * width - now}
