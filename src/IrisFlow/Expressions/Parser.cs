namespace IrisFlow;

/// <summary>Parses an expression by operator precedence (Pratt): <c>or</c>, <c>and</c>, <c>not</c>, comparisons, sums, products, minus.</summary>
internal sealed partial class Parser
{
    // Evaluation goes as deep as the expression, and the stack is not endless.
    private const int MostDepth = 200;
    private const int Or = 10, And = 20, Negation = 30, Comparison = 40, Sum = 50, Product = 60, Minus = 70;

    private readonly string _text;
    private readonly List<Token> _tokens;
    private int _next;
    private int _depth;

    private Parser(string text) => (_text, _tokens) = (text, Lexer.Tokens(text));

    private Token Current => _tokens[_next];

    /// <exception cref="IrisFlowException">The text is no expression; the finding says where.</exception>
    public static Node Parse(string text)
    {
        var parser = new Parser(text);
        var node = parser.Operand(0);
        return parser.Current.Kind == TokenKind.End ? node : throw parser.Unexpected("an operator such as =, < or and");
    }

    private Node Operand(int power)
    {
        if (++_depth > MostDepth)
        {
            throw TooDeep(Current.At);
        }

        var left = Prefix();
        while (Operator() is var (symbol, own, length) && own > power)
        {
            var at = Current.At;
            _next += length;
            left = Infix(left, symbol, own, at);
            if (left.Depth > MostDepth)
            {
                throw TooDeep(at);
            }
        }

        _depth--;
        return left;
    }

    private Node Prefix()
    {
        var token = Current;
        _next++;
        if (token.Kind is TokenKind.Number)
        {
            return Number(token, "");
        }

        if (token.Kind is TokenKind.Text or TokenKind.QuotedName)
        {
            return token.Kind == TokenKind.Text ? new Literal(token.At, token.Text) : new ColumnName(token.At, token.Text);
        }

        if (token.IsSymbol("("))
        {
            var inner = Operand(0);
            Expect(")");
            return inner;
        }

        if (token.IsSymbol("-"))
        {
            return Current.Kind == TokenKind.Number ? Number(_tokens[_next++], "-") : new Negate(token.At, Operand(Minus));
        }

        if (token.IsWord("not"))
        {
            return new Not(token.At, Operand(Negation));
        }

        _next--;
        return token.Kind == TokenKind.Name ? Name() : throw Unexpected("a column, a value or a function");
    }

    private Node Name()
    {
        var token = _tokens[_next++];
        if (token.IsWord("true") || token.IsWord("false") || token.IsWord("null"))
        {
            return new Literal(token.At, token.IsWord("null") ? null : token.IsWord("true"));
        }

        if (Current.Kind == TokenKind.Text && (token.IsWord("date") || token.IsWord("timestamp")))
        {
            return Moment(token, _tokens[_next++]);
        }

        if (token.IsWord("case") && Current.IsWord("when"))
        {
            return Case(token.At);
        }

        if (Current.IsSymbol("(") && (token.IsWord("cast") || token.IsWord("try_cast")))
        {
            return Conversion(token);
        }

        if (IsReserved(token))
        {
            _next--;
            throw Unexpected("a column, a value or a function");
        }

        return Current.IsSymbol("(") ? new Call(token.At, token.Text, Arguments()) : new ColumnName(token.At, token.Text);
    }

    private Node Infix(Node left, string symbol, int power, int at)
    {
        if (symbol == "is")
        {
            var not = Take("not");
            Expect("null");
            return Negated(not, new IsNull(at, left));
        }

        var negated = symbol.StartsWith("not ", StringComparison.Ordinal);
        if (symbol.EndsWith("in", StringComparison.Ordinal))
        {
            return Negated(negated, new InList(at, left, Values()));
        }

        if (!symbol.EndsWith("between", StringComparison.Ordinal))
        {
            return new Binary(at, symbol, left, Operand(power));
        }

        var low = Operand(Comparison);
        Expect("and");
        return Negated(negated, new Between(at, left, low, Operand(Comparison)));
    }

    /// <summary>What follows <c>case</c>: a chain of conditions with a value each, as calls of <c>if</c> one inside the other.</summary>
    private Call Case(int at)
    {
        if (++_depth > MostDepth)
        {
            throw TooDeep(at);
        }

        Expect("when");
        var condition = Operand(0);
        Expect("then");
        var value = Operand(0);
        Node otherwise;
        if (Current.IsWord("when"))
        {
            otherwise = Case(Current.At);
        }
        else
        {
            otherwise = Take("else") ? Operand(0) : new Literal(Current.At, null);
            Expect("end");
        }

        _depth--;
        return new Call(at, "if", [condition, value, otherwise]);
    }

    private Cast Conversion(Token name)
    {
        Expect("(");
        var operand = Operand(0);
        Expect("as");
        var type = Current;
        _next++;
        if (!ColumnTypes.TryParse(type.Text.ToLowerInvariant(), out var wanted) || type.Kind != TokenKind.Name)
        {
            throw new IrisFlowException(ExpressionProblem.Of(_text, type.At, "IF339", $"{type.Shown} is no type", NearMiss.OneOf(type.Text, ColumnTypes.All, "The types are")));
        }

        Expect(")");
        return new Cast(name.At, operand, wanted, name.IsWord("try_cast"));
    }

    /// <summary>The operator that stands next: its first spelling, its power and its number of tokens; power 0 for none.</summary>
    private (string Symbol, int Power, int Length) Operator()
    {
        var token = Current;
        if (token.Kind == TokenKind.Symbol)
        {
            return token.Text switch
            {
                "=" or "==" => ("=", Comparison, 1),
                "!=" or "<>" => ("!=", Comparison, 1),
                "<" or "<=" or ">" or ">=" => (token.Text, Comparison, 1),
                "+" or "-" or "||" => (token.Text, Sum, 1),
                "*" or "/" or "%" => (token.Text, Product, 1),
                _ => ("", 0, 0),
            };
        }

        var negated = token.IsWord("not");
        var word = negated ? _tokens[_next + 1] : token;
        return word.IsWord("in") || word.IsWord("between") ? ((negated ? "not " : "") + word.Text.ToLowerInvariant(), Comparison, negated ? 2 : 1)
            : token.IsWord("is") ? ("is", Comparison, 1)
            : token.IsWord("and") ? ("and", And, 1)
            : token.IsWord("or") ? ("or", Or, 1)
            : ("", 0, 0);
    }

    private List<Node> Arguments()
    {
        var arguments = new List<Node>();
        Expect("(");
        if (!Take(")"))
        {
            do
            {
                arguments.Add(Operand(0));
            }
            while (Take(","));
            Expect(")");
        }

        return arguments;
    }

    private List<Literal> Values()
    {
        var values = new List<Literal>();
        Expect("(");
        do
        {
            var at = Current.At;
            values.Add(Prefix() as Literal ?? throw ExpressionProblem.Syntax(_text, at, "A list after 'in' holds values only", "Compare with columns by = and or."));
        }
        while (Take(","));
        Expect(")");
        return values;
    }

    private bool Take(string word)
    {
        var found = Current.IsSymbol(word) || Current.IsWord(word);
        _next += found ? 1 : 0;
        return found;
    }

    private void Expect(string word)
    {
        if (!Take(word))
        {
            throw Unexpected($"'{word}'");
        }
    }

    private static Node Negated(bool not, Node node) => not ? new Not(node.At, node) : node;

    private static bool IsReserved(Token token) =>
        token.IsWord("and") || token.IsWord("or") || token.IsWord("in") || token.IsWord("is") || token.IsWord("between");

    private IrisFlowException Unexpected(string wanted) =>
        ExpressionProblem.Syntax(_text, Current.At, $"Found {Current.Shown} where {wanted} should stand");

    private IrisFlowException TooDeep(int at) => new(ExpressionProblem.Of(
        _text, at, "IF335", $"The expression is more than {MostDepth} levels deep", "A long chain of = and or is shorter as in (…)."));
}
