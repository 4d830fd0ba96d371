-- Shared by scripts that send entries. One that is large may not arrive before somebody's patience or memory is at its
-- end, so it is sent alone, and each time that it is sent counts as a delivery.
local LARGE, MOST_IN_ONE_ANSWER, MOST_IN_A_SMALL_FIELD = 262144, 1048576, 1024

local function sizeOf(fields)
  local bytes = 0
  for i = 1, #fields do bytes = bytes + #fields[i] end
  return bytes
end

-- The small fields of an entry, for whoever ends it without running it: what tells whose it is, and no more than it takes.
local function excerptOf(fields)
  local small, bytes = {}, 0
  for i = 1, #fields, 2 do
    local size = #fields[i] + #fields[i + 1]
    if size <= MOST_IN_A_SMALL_FIELD and bytes + size <= MOST_IN_ONE_ANSWER then
      small[#small + 1] = fields[i]
      small[#small + 1] = fields[i + 1]
      bytes = bytes + size
    end
  end
  return small
end
