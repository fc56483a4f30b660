using System.Reflection;
using System.Runtime.ExceptionServices;

namespace IrisFlow.Testing;

/// <summary>A real run store in which every call of the store and of its writers passes a point where a test can look on, or let the call fail.</summary>
public class WatchedRunStore : DispatchProxy
{
    private object _inner = null!;
    private WatchedCalls _calls = null!;

    /// <summary>A store around another one, which stays the owner's to dispose.</summary>
    public static IRunStore Around(IRunStore inner, WatchedCalls calls) => Make<IRunStore>(inner, calls);

    /// <inheritdoc/>
    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        if (targetMethod!.Name == nameof(IDisposable.Dispose))
        {
            return null;
        }

        _calls.Before?.Invoke(targetMethod.Name, args!);
        if (targetMethod.Name == nameof(IRunStore.Write) && args![0] is Action<IRunWriter> changes)
        {
            args = [(Action<IRunWriter>)(writer => changes(Make<IRunWriter>(writer, _calls)))];
        }

        try
        {
            var result = targetMethod.Invoke(_inner, args);
            _calls.After?.Invoke(targetMethod.Name, args!);
            return result;
        }
        catch (TargetInvocationException problem)
        {
            ExceptionDispatchInfo.Throw(problem.InnerException!);
            throw;
        }
    }

    private static T Make<T>(object inner, WatchedCalls calls)
        where T : class
    {
        var made = Create<T, WatchedRunStore>();
        var proxy = (WatchedRunStore)(object)made;
        (proxy._inner, proxy._calls) = (inner, calls);
        return made;
    }
}

/// <summary>What happens around each call of a watched store: the method's name, and its arguments.</summary>
public sealed class WatchedCalls
{
    /// <summary>Before the call; what it throws is thrown instead of the call.</summary>
    public Action<string, object?[]>? Before { get; init; }

    /// <summary>After the call, when it did not throw; what it throws hides that the call took effect.</summary>
    public Action<string, object?[]>? After { get; init; }
}
