"""The layout that TableDigest documents, written a second time, from its words."""
import hashlib, struct
BLOCK = 65536
TYPES = ["bool","int32","int64","float32","float64","string","date","timestamp"]
FMT = {"bool":"<?","int32":"<i","int64":"<q","float32":"<f","float64":"<d","date":"<i","timestamp":"<q"}
NAN = {"float32": struct.pack("<I",0xFFC00000), "float64": struct.pack("<Q",0xFFF8000000000000)}
def text(s): b=s.encode(); return struct.pack("<i",len(b))+b
def column(type_, nullable, values):
    h=hashlib.sha256(bytes([TYPES.index(type_), nullable]))
    for start in range(0,len(values),BLOCK):
        block=values[start:start+BLOCK]
        if nullable:
            bits=bytearray((len(block)+7)//8)
            for i,v in enumerate(block):
                if v is not None: bits[i>>3]|=1<<(i&7)
            h.update(bytes(bits))
        for v in block:
            if type_=="string": h.update(text(v or ""))
            elif v is None: h.update(bytes(struct.calcsize(FMT[type_])))
            elif v!=v: h.update(NAN[type_])
            else: h.update(struct.pack(FMT[type_],v))
    return h.digest()
def table(rows, cols, metadata={}):
    h=hashlib.sha256(b"\x01"+struct.pack("<ii",rows,len(cols)))
    for name,type_,nullable,values in cols: h.update(text(name)+column(type_,nullable,values))
    for k in sorted(metadata): h.update(text(k)+text(metadata[k]))
    return h.hexdigest()
print("empty", table(0,[]))
print("all", table(3,[
 ("bool","bool",0,[True,False,True]),("int32","int32",0,[1,-2,3]),("int64","int64",1,[1<<40,None,-1]),
 ("float32","float32",0,[1.5,-0.0,float("nan")]),("float64","float64",1,[0.1,float("nan"),None]),
 ("string","string",1,["Zürich",None,""]),("date","date",0,[0,-1,20000]),("timestamp","timestamp",0,[0,-1,1700000000000000])],
 {"note":"ä","a":"b"}))
print("blocks", table(65537,[("n","int32",0,list(range(65537))),("m","int32",1,[None if i%3==0 else i for i in range(65537)])]))
print("longtext", table(2,[("s","string",0,["x"*70000,"y"])]))
print("column", column("int64",1,[1<<40,None,-1]).hex())
