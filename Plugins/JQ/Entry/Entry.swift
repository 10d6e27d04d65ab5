// JQ
