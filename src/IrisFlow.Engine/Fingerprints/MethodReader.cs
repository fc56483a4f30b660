using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace IrisFlow.Engine.Fingerprints;

/// <summary>Reads one method: writes out its normalised code and that of the lambdas, closures and state machines it meets, and gathers what they lead to.</summary>
internal sealed class MethodReader(Func<OwnAssembly, Members> members, CodeText text, CodeText data)
{
    private readonly GeneratedOrdinals _generated = new();
    private readonly MethodFindings _found = new();

    public MethodNode Read(CodeMethod method)
    {
        text.Text(method.Text);
        Write(method);
        while (_generated.TryTake(out var next))
        {
            text.Text(next.Name);
            if (next.Method is not null)
            {
                Write(next.Method);
            }
            else
            {
                Write(next.Type!);
            }
        }

        return _found.ToNode(text.Hash(), data.IsEmpty ? null : data.Hash());
    }

    /// <summary>A generated type: what it is, and what the framework may call of it.</summary>
    private void Write(CodeType type)
    {
        var mentions = new Mentions(_generated) { IsWeak = true };
        var names = type.Assembly.Names;
        var layout = type.Definition.GetLayout();
        text.Number(layout.Size);
        text.Short(layout.PackingSize);
        text.Text(type.Definition.BaseType.IsNil ? "" : names.Text(type.Definition.BaseType, mentions));
        foreach (var implementation in type.Definition.GetInterfaceImplementations())
        {
            text.Text(names.Text(type.Assembly.Metadata.GetInterfaceImplementation(implementation).Interface, mentions));
        }

        // These names tell a length or what they hold, and count nothing.
        text.Text(type.RawName.StartsWith("<>y__", StringComparison.Ordinal) || type.RawName.StartsWith("<>z__", StringComparison.Ordinal) ? type.RawName : "");
        _found.Add(mentions);
        foreach (var method in type.Methods.Where(m => m.HasBody && (m.IsVirtual || m.Name == ".cctor")).OrderBy(m => m.Name, StringComparer.Ordinal))
        {
            text.Text(_generated.Of(method));
        }
    }

    private void Write(CodeMethod method)
    {
        var (assembly, definition) = (method.Type.Assembly, method.Definition);
        var mentions = new Mentions(_generated) { IsWeak = true };
        text.Text(method.IsGenerated ? SignatureNames.Of(definition.DecodeSignature(assembly.Names.Writing(mentions), null)) : "");
        text.Short((int)(definition.Attributes & (MethodAttributes.Static | MethodAttributes.Virtual | MethodAttributes.Abstract)));
        text.Short((int)definition.ImplAttributes);
        if (definition.Attributes.HasFlag(MethodAttributes.PinvokeImpl))
        {
            Native(definition.GetImport(), assembly.Metadata);
        }
        else if (method.HasBody)
        {
            Write(assembly, assembly.Body(definition.RelativeVirtualAddress), mentions);
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
        text.Text(library);
        text.Text(name);
        text.Number((int)import.Attributes);
        _found.Add(new OpaqueCall("IF912", $"{name} of {library}"));
    }

    private void Write(OwnAssembly assembly, MethodBodyBlock body, Mentions mentions)
    {
        var ordinals = Ordinals(body);
        text.Short(body.LocalVariablesInitialized ? 1 : 0);
        if (!body.LocalSignature.IsNil)
        {
            foreach (var local in assembly.Metadata.GetStandaloneSignature(body.LocalSignature).DecodeLocalSignature(assembly.Names.Writing(mentions), null))
            {
                text.Text(local);
            }
        }

        foreach (var region in body.ExceptionRegions)
        {
            text.Short((int)region.Kind);
            text.Short(ordinals[region.TryOffset]);
            text.Short(ordinals[region.TryOffset + region.TryLength]);
            text.Short(ordinals[region.HandlerOffset]);
            text.Short(ordinals[region.HandlerOffset + region.HandlerLength]);
            text.Short(region.FilterOffset < 0 ? -1 : ordinals[region.FilterOffset]);
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
        text.Short((int)instruction.Code);
        switch (instruction.Operand)
        {
            case Operand.Number:
                text.Number(instruction.Value);
                break;
            case Operand.Branch:
                text.Number(ordinals[instruction.Value]);
                break;
            case Operand.Switch:
                text.Number(instruction.Targets!.Length);
                Array.ForEach(instruction.Targets, target => text.Number(ordinals[target]));
                break;
            case Operand.Text:
                text.Literal(assembly.Metadata.GetUserString((UserStringHandle)MetadataTokens.Handle((int)instruction.Value)));
                break;
            case Operand.Method:
                var member = Member(assembly, (int)instruction.Value);
                Called(assembly, member, instruction, before);
                break;
            case Operand.Signature:
                var weak = new Mentions(_generated) { IsWeak = true };
                text.Text(SignatureNames.Of(assembly.Metadata
                    .GetStandaloneSignature((StandaloneSignatureHandle)MetadataTokens.EntityHandle((int)instruction.Value))
                    .DecodeMethodSignature(assembly.Names.Writing(weak), null)));
                _found.Add(weak);
                _found.Add(new OpaqueCall("IF913", "a function through its address"));
                break;
            case Operand.Field or Operand.Type or Operand.AnyToken:
                var named = Member(assembly, (int)instruction.Value);
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
        var member = members(assembly).Of(token, _generated);
        text.Text(member.Text);
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
                text.Number(bytes.Length);
                data.Bytes(bytes);
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
        }
    }

    /// <summary>For each offset in a method's code the number of instructions before it, without those that do nothing.</summary>
    private static int[] Ordinals(MethodBodyBlock body)
    {
        var il = body.GetILReader();
        var ordinals = new int[il.Length + 1];
        var count = 0;
        while (il.RemainingBytes > 0)
        {
            ordinals[il.Offset] = count;
            count += Instruction.Read(ref il).Code == ILOpCode.Nop ? 0 : 1;
        }

        ordinals[il.Length] = count;
        return ordinals;
    }
}
