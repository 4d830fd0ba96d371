-- Adopts entries that are pending for nobody.
-- KEYS 1 stream; ARGV 1 group, 2 consumer; then ids
-- Answers per adopted entry {id, delivery count, former consumer, fields}.
local adopted = {}
for i = 3, #ARGV do
  local id = ARGV[i]
  local entry = redis.call('XRANGE', KEYS[1], id, id)
  if #entry == 1 and #redis.call('XPENDING', KEYS[1], ARGV[1], id, id, 1) == 0 then
    redis.call('XCLAIM', KEYS[1], ARGV[1], ARGV[2], 0, id, 'RETRYCOUNT', 1, 'FORCE', 'JUSTID')
    adopted[#adopted + 1] = {id, 1, 'nobody', entry[1][2]}
  end
end
return adopted
