using System.Reflection.Metadata;

namespace IrisFlow.Engine.Fingerprints;

/// <summary>What follows an instruction's code.</summary>
internal enum Operand
{
    None,
    Number,
    Branch,
    Switch,
    Text,
    Method,
    Field,
    Type,
    AnyToken,
    Signature,
}

/// <summary>An instruction in its long form, so that an encoding that differs without a difference in meaning is no difference.</summary>
/// <param name="Code">The instruction's code.</param>
/// <param name="Operand">What follows it.</param>
/// <param name="Value">The number, the token, or where a branch leads: an offset in the method's code.</param>
/// <param name="Targets">Where a switch leads.</param>
internal readonly record struct Instruction(ILOpCode Code, Operand Operand, long Value, int[]? Targets = null)
{
    private const int ShortBranchToLong = ILOpCode.Br - ILOpCode.Br_s;

    /// <summary>Reads the next instruction.</summary>
    public static Instruction Read(ref BlobReader il)
    {
        int first = il.ReadByte();
        var code = (ILOpCode)(first == 0xFE ? 0xFE00 | il.ReadByte() : first);
        switch (code)
        {
            case >= ILOpCode.Ldarg_0 and <= ILOpCode.Ldarg_3:
                return new(ILOpCode.Ldarg, Operand.Number, code - ILOpCode.Ldarg_0);
            case >= ILOpCode.Ldloc_0 and <= ILOpCode.Ldloc_3:
                return new(ILOpCode.Ldloc, Operand.Number, code - ILOpCode.Ldloc_0);
            case >= ILOpCode.Stloc_0 and <= ILOpCode.Stloc_3:
                return new(ILOpCode.Stloc, Operand.Number, code - ILOpCode.Stloc_0);
            case >= ILOpCode.Ldarg_s and <= ILOpCode.Stloc_s:
                return new(code - ILOpCode.Ldarg_s + ILOpCode.Ldarg, Operand.Number, il.ReadByte());
            case >= ILOpCode.Ldc_i4_m1 and <= ILOpCode.Ldc_i4_8:
                return new(ILOpCode.Ldc_i4, Operand.Number, code - ILOpCode.Ldc_i4_0);
            case ILOpCode.Ldc_i4_s:
                return new(ILOpCode.Ldc_i4, Operand.Number, il.ReadSByte());
            case ILOpCode.Ldc_i4:
                return new(code, Operand.Number, il.ReadInt32());
            case ILOpCode.Ldc_i8 or ILOpCode.Ldc_r8:
                return new(code, Operand.Number, il.ReadInt64());
            case ILOpCode.Ldc_r4:
                return new(code, Operand.Number, il.ReadInt32());
            case >= ILOpCode.Br_s and <= ILOpCode.Blt_un_s:
                return new(code + ShortBranchToLong, Operand.Branch, il.ReadSByte() + il.Offset);
            case >= ILOpCode.Br and <= ILOpCode.Blt_un or ILOpCode.Leave:
                return new(code, Operand.Branch, il.ReadInt32() + il.Offset);
            case ILOpCode.Leave_s:
                return new(ILOpCode.Leave, Operand.Branch, il.ReadSByte() + il.Offset);
            case ILOpCode.Switch:
                return new(code, Operand.Switch, 0, Switch(ref il));
            case ILOpCode.Ldstr:
                return new(code, Operand.Text, il.ReadInt32());
            case ILOpCode.Jmp or ILOpCode.Call or ILOpCode.Callvirt or ILOpCode.Newobj or ILOpCode.Ldftn or ILOpCode.Ldvirtftn:
                return new(code, Operand.Method, il.ReadInt32());
            case >= ILOpCode.Ldfld and <= ILOpCode.Stsfld:
                return new(code, Operand.Field, il.ReadInt32());
            case ILOpCode.Ldtoken:
                return new(code, Operand.AnyToken, il.ReadInt32());
            case ILOpCode.Calli:
                return new(code, Operand.Signature, il.ReadInt32());
            case ILOpCode.Cpobj or ILOpCode.Ldobj or ILOpCode.Castclass or ILOpCode.Isinst or ILOpCode.Unbox or ILOpCode.Stobj or ILOpCode.Box or ILOpCode.Newarr
                or ILOpCode.Ldelema or ILOpCode.Ldelem or ILOpCode.Stelem or ILOpCode.Unbox_any or ILOpCode.Refanyval or ILOpCode.Mkrefany or ILOpCode.Initobj
                or ILOpCode.Constrained or ILOpCode.Sizeof:
                return new(code, Operand.Type, il.ReadInt32());
            case >= ILOpCode.Ldarg and <= ILOpCode.Stloc:
                return new(code, Operand.Number, il.ReadUInt16());
            case ILOpCode.Unaligned or (ILOpCode)0xFE19:
                return new(code, Operand.Number, il.ReadByte());
            default:
                return new(code, Operand.None, 0);
        }
    }

    private static int[] Switch(ref BlobReader il)
    {
        var targets = new int[il.ReadInt32()];
        var next = il.Offset + (4 * targets.Length);
        for (var i = 0; i < targets.Length; i++)
        {
            targets[i] = il.ReadInt32() + next;
        }

        return targets;
    }
}
