-- Sees whether this user may run commands, and runs none of them.
-- KEYS none, or the keys that scripts touch together, which a cluster refuses when they are not of one slot
-- ARGV per command: what to call it, number of its words, then its words
-- Answers {'ALLOWED'}.
local at = 1
while at <= #ARGV do
  local name, count, words = ARGV[at], tonumber(ARGV[at + 1]), {}
  for i = at + 2, at + 1 + count do words[#words + 1] = ARGV[i] end
  if not redis.acl_check_cmd(unpack(words)) then return redis.error_reply('NOPERM this user may not ' .. name) end
  at = at + 2 + count
end
return {'ALLOWED'}
