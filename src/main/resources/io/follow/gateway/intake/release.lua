-- Releases a guard, if it is this request's.
-- KEYS 1 guard, 2 owner of the guard; ARGV 1 request id
-- Answers {1} when it was, else {0}.
if redis.call('GET', KEYS[2]) ~= ARGV[1] then return {0} end
redis.call('DEL', KEYS[1], KEYS[2])
return {1}
