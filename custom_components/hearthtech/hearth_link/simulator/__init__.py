"""A simulated stove that follows the whole specification.

`virtual.VirtualStove` combines all parts: the burners' physics (`thermal`), the logic and limits (`stove`,
`burner`, `fault_detection`, `limits`), the server side of the link (`server`, `dispatch`) and the manual controls
(`manual_controls`).
"""
