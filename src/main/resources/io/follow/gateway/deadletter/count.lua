-- Counts dead letters by reason.
-- KEYS 1 dead-letter stream
-- ARGV 1 and 2 first and last id as in XRANGE, 3 how many to look at, 4 the reason that is meant, 5 a part of the image
--      ids that are meant; '' for all
-- Answers {how many were looked at, id of the last of them or '', groups…}; a group is {reason, count, id of its oldest,
-- id of its newest, what the newest says}.
local entries = redis.call('XRANGE', KEYS[1], ARGV[1], ARGV[2], 'COUNT', ARGV[3])
local reason, part = ARGV[4], ARGV[5]
local last, groups, order = '', {}, {}
for _, entry in ipairs(entries) do
  local fields, why, text, image = entry[2], '', '', ''
  -- Of a field given twice the last counts: the gateway's own stand behind those of a producer.
  for i = 1, #fields, 2 do
    if fields[i] == 'dlq_reason' then why = fields[i + 1]
    elseif fields[i] == 'dlq_error' then text = fields[i + 1]
    elseif fields[i] == 'image_id' then image = fields[i + 1] end
  end
  if (reason == '' or reason == why) and (part == '' or string.find(image, part, 1, true)) then
    local group = groups[why]
    if not group then
      group = {why, 0, entry[1], '', ''}
      groups[why] = group
      order[#order + 1] = group
    end
    group[2], group[4], group[5] = group[2] + 1, entry[1], text
  end
  last = entry[1]
end
return {#entries, last, unpack(order)}
