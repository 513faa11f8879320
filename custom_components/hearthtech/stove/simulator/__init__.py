"""A faithful stove without hardware.

`virtual.VirtualStove` is the whole of it: the burners' physics (`thermal`), the logic and limits (`stove`,
`burner`, `watch`, `limits`), the link's end (`server`, `dispatch`) and the cook's hands (`hands`).
"""
