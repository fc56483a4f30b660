using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace IrisFlow.Engine.Fingerprints;

/// <summary>Reads one method: writes out its normalised code and that of the lambdas, closures and state machines it meets, and gathers what they lead to.</summary>
internal sealed class MethodReader
{
    private readonly Dictionary<OwnAssembly, Members> _members = [];
    private readonly GeneratedOrdinals _generated = new();
    private readonly MethodFindings _found = new();
    private readonly CodeText _text = new();
    private readonly CodeText _data = new();
    private int[] _ordinals = new int[256];
    private bool _hasPointers;

    public MethodNode Read(CodeMethod method)
    {
        _text.Clear();
        _data.Clear();
        _generated.Clear();
        _found.Clear();
        _hasPointers = method.Signature.Contains('*');
        _text.Text(method.Text);
        Write(method);
        while (_generated.TryTake(out var next))
        {
            _text.Text(next.Name);
            if (next.Method is not null)
            {
                Write(next.Method);
            }
            else
            {
                Write(next.Type!);
            }
        }

        if (_hasPointers)
        {
            _found.LayAll();
        }

        return _found.ToNode(_text.Hash(), _data.IsEmpty ? null : _data.Hash());
    }

    /// <summary>A generated type: what it is, and what the framework may call of it.</summary>
    private void Write(CodeType type)
    {
        var mentions = new Mentions(_generated) { IsWeak = true };
        var names = type.Assembly.Names;
        var layout = type.Definition.GetLayout();
        _text.Number(layout.Size);
        _text.Short(layout.PackingSize);
        _text.Text(type.Definition.BaseType.IsNil ? "" : names.Text(type.Definition.BaseType, mentions));
        foreach (var implementation in type.Definition.GetInterfaceImplementations())
        {
            _text.Text(names.Text(type.Assembly.Metadata.GetInterfaceImplementation(implementation).Interface, mentions));
        }

        // These names tell a length or what they hold, and count nothing.
        _text.Text(type.RawName.StartsWith("<>y__", StringComparison.Ordinal) || type.RawName.StartsWith("<>z__", StringComparison.Ordinal) ? type.RawName : "");
        _found.Add(mentions);
        foreach (var method in type.Methods.Where(m => m.HasBody && (m.IsVirtual || m.Name == ".cctor")).OrderBy(m => m.Name, StringComparer.Ordinal))
        {
            _text.Text(_generated.Of(method));
        }
    }

    private void Write(CodeMethod method)
    {
        var (assembly, definition) = (method.Type.Assembly, method.Definition);
        var mentions = new Mentions(_generated) { IsWeak = true };
        _text.Text(method.IsGenerated ? SignatureNames.Of(definition.DecodeSignature(assembly.Names.Writing(mentions), null)) : "");
        _text.Short((int)(definition.Attributes & (MethodAttributes.Static | MethodAttributes.Virtual | MethodAttributes.Abstract)));
        _text.Short((int)definition.ImplAttributes);
        if (definition.Attributes.HasFlag(MethodAttributes.PinvokeImpl))
        {
            Native(definition.GetImport(), assembly.Metadata);
        }
        else if (method.HasBody)
        {
            Write(assembly, assembly.Body(definition.RelativeVirtualAddress));
        }
        else if (!definition.Attributes.HasFlag(MethodAttributes.Abstract) && (definition.ImplAttributes & MethodImplAttributes.CodeTypeMask) != MethodImplAttributes.Runtime)
        {
            _found.Add(new OpaqueCall("IF912", "a method whose body is elsewhere"));
        }

        _found.Add(mentions);
    }

    private void Native(MethodImport import, MetadataReader metadata)
    {
        var (library, name) = (metadata.GetString(metadata.GetModuleReference(import.Module).Name), metadata.GetString(import.Name));
        _text.Text(library);
        _text.Text(name);
        _text.Number((int)import.Attributes);
        _found.Add(new OpaqueCall("IF912", $"{name} of {library}"));
    }

    private void Write(OwnAssembly assembly, MethodBodyBlock body)
    {
        var ordinals = Ordinals(body);
        _text.Short(body.LocalVariablesInitialized ? 1 : 0);
        if (!body.LocalSignature.IsNil)
        {
            var locals = MembersOf(assembly).Locals(body.LocalSignature, _generated, _found.Add);
            _hasPointers |= locals.Contains('*');
            _text.Text(locals);
        }

        foreach (var region in body.ExceptionRegions)
        {
            _text.Short((int)region.Kind);
            _text.Short(ordinals[region.TryOffset]);
            _text.Short(ordinals[region.TryOffset + region.TryLength]);
            _text.Short(ordinals[region.HandlerOffset]);
            _text.Short(ordinals[region.HandlerOffset + region.HandlerLength]);
            _text.Short(region.FilterOffset < 0 ? -1 : ordinals[region.FilterOffset]);
            if (!region.CatchType.IsNil)
            {
                Member(assembly, MetadataTokens.GetToken(region.CatchType));
            }
        }

        var il = body.GetILReader();
        var before = default(Instruction);
        while (il.RemainingBytes > 0)
        {
            var instruction = Instruction.Read(ref il);
            if (instruction.Code != ILOpCode.Nop)
            {
                Write(assembly, instruction, before, ordinals);
                before = instruction;
            }
        }
    }

    private void Write(OwnAssembly assembly, Instruction instruction, Instruction before, int[] ordinals)
    {
        _text.Short((int)instruction.Code);
        switch (instruction.Operand)
        {
            case Operand.Number:
                _text.Number(instruction.Value);
                break;
            case Operand.Branch:
                _text.Number(ordinals[instruction.Value]);
                break;
            case Operand.Switch:
                _text.Number(instruction.Targets!.Length);
                Array.ForEach(instruction.Targets, target => _text.Number(ordinals[target]));
                break;
            case Operand.Text:
                _text.Literal(assembly.Metadata.GetUserString((UserStringHandle)MetadataTokens.Handle((int)instruction.Value)));
                break;
            case Operand.Method:
                var member = Member(assembly, (int)instruction.Value);
                Called(assembly, member, instruction, before);
                break;
            case Operand.Signature:
                var weak = new Mentions(_generated) { IsWeak = true };
                _text.Text(SignatureNames.Of(assembly.Metadata
                    .GetStandaloneSignature((StandaloneSignatureHandle)MetadataTokens.EntityHandle((int)instruction.Value))
                    .DecodeMethodSignature(assembly.Names.Writing(weak), null)));
                _found.Add(weak);
                _found.Add(new OpaqueCall("IF913", "a function through its address"));
                break;
            case Operand.Field or Operand.Type or Operand.AnyToken:
                var named = Member(assembly, (int)instruction.Value);
                _hasPointers |= instruction.Code == ILOpCode.Sizeof;
                if (instruction.Operand != Operand.Field)
                {
                    _found.AddNamed(named.Mentions.Types);
                }

                break;
        }
    }

    /// <summary>Writes what a token names, and notes what it leads to.</summary>
    private Member Member(OwnAssembly assembly, int token)
    {
        var member = MembersOf(assembly).Of(token, _generated);
        _text.Text(member.Text);
        _found.Add(member.Mentions);
        _found.AddNamed(member.Arguments);
        if (member.Method is { IsGenerated: false } method)
        {
            _found.AddCall(method, isVirtual: false);
        }

        if (member.Field is { } field)
        {
            if (field.IsData)
            {
                var bytes = field.Data;
                _text.Number(bytes.Length);
                _data.Bytes(bytes);
            }
            else if (field.IsShared && !field.Type.IsGenerated && !assembly.IsBuiltIn)
            {
                _found.Add(field);
            }
        }

        return member;
    }

    private void Called(OwnAssembly assembly, Member member, Instruction instruction, Instruction before)
    {
        if (member.Method is { } method)
        {
            var isDecidedLater = instruction.Code is ILOpCode.Callvirt or ILOpCode.Ldvirtftn || before.Code == ILOpCode.Constrained;
            if (isDecidedLater && method.IsVirtual && !method.IsGenerated)
            {
                _found.AddCall(method, isVirtual: true);
            }
        }
        else if (member.Foreign is { } foreign)
        {
            if (Opaque.RuleOf(foreign) is { } rule && !(Opaque.ReadsAttributes(foreign) && member.Arguments.Count > 0))
            {
                _found.Add(new OpaqueCall(rule, Opaque.Readable(foreign)));
            }

            if (Opaque.ReadsResource(foreign))
            {
                var name = before.Operand == Operand.Text ? assembly.Metadata.GetUserString((UserStringHandle)MetadataTokens.Handle((int)before.Value)) : "";
                _found.AddResource(name);
            }

            if (Opaque.ReadsMembers(foreign))
            {
                _found.AddReflected(member.Arguments);
            }
            else if (Opaque.ReadsMemory(foreign))
            {
                _found.AddLaid(member.Arguments);
            }
        }
    }

    /// <summary>For each offset in a method's code the number of instructions before it, without those that do nothing.</summary>
    private int[] Ordinals(MethodBodyBlock body)
    {
        var il = body.GetILReader();
        if (_ordinals.Length <= il.Length)
        {
            _ordinals = new int[2 * il.Length];
        }

        var ordinals = _ordinals;
        var count = 0;
        while (il.RemainingBytes > 0)
        {
            ordinals[il.Offset] = count;
            count += Instruction.Read(ref il).Code == ILOpCode.Nop ? 0 : 1;
        }

        ordinals[il.Length] = count;
        return ordinals;
    }

    private Members MembersOf(OwnAssembly assembly)
    {
        if (!_members.TryGetValue(assembly, out var members))
        {
            members = _members[assembly] = new Members(assembly);
        }

        return members;
    }
}
