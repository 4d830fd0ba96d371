-- Looks through some of the entries whose state was written, for those that are not in the stream any more.
-- KEYS 1 hash from entry id to state hash, 2 stream of jobs
-- ARGV 1 cursor, 2 about how many
-- Answers the next cursor ('0' at the end), then id and state hash of each.
local page = redis.call('HSCAN', KEYS[1], ARGV[1], 'COUNT', ARGV[2])
local gone = {page[1]}
for i = 1, #page[2], 2 do
  local id = page[2][i]
  if #redis.call('XRANGE', KEYS[2], id, id) == 0 then
    gone[#gone + 1] = id
    gone[#gone + 1] = page[2][i + 1]
  end
end
return gone
